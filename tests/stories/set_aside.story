# A command that the core died of again and again is not carried out. A fact counts as taken, so
# that voice does not repeat it for ever; a key is refused for a day.

show key_used facts_taken
queue billing
agent ana ready

at 1s    contact_arrives caller1 billing fact=10
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
         -> facts_taken session=1 number=10
at 2s    set_aside leg_answered ana fact=11
         -> command_set_aside command=see_answer session=1 number=11
         -> facts_taken session=1 number=11
at 3s    leg_answered ana fact=11
at 4s    leg_answered ana fact=12
         -> offer_accepted o1 caller1 ana rang=3s
         -> contact_connected caller1 ana billing waited=3s total_waited=3s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=3s
         -> facts_taken session=1 number=12
at 5s    set_aside hold_contact ana caller1 key=k1
         -> command_set_aside command=hold_contact ana expires_at=24h5s
and      hold_contact ana caller1 key=k1
         !! command_set_aside
at 6s    hold_contact ana caller1 key=k1 body=other
         !! key_reused
at 8s    hold_contact ana caller1 key=k1
         !! command_set_aside
at 9s    set_aside hold_contact ana caller1 key=k1
at 10s   hold_contact ana caller1 key=k2
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=hold caller1 cause=agent by=ana lasted=6s
         -> key_used ana events=2 expires_at=24h10s
at 11s   set_aside hold_contact ana caller1 key=k2
at 24h6s resume_contact ana caller1 key=k1
         -> contact_resumed caller1 ana cause=agent held=23h59m56s
         -> agent_state_changed ana from=hold to=talking caller1 cause=agent by=ana lasted=23h59m56s
         -> key_used ana events=2 expires_at=48h6s
