# Ana puts her customer on hold, twice, and comes back. Each hold's length is told when it ends, and
# their sum when the contact is released.

queue billing wrap_up=0s
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    hold_contact ana caller1
         !! contact_of_other_agent
at 2s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=2s
         -> contact_connected caller1 ana billing waited=2s total_waited=2s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=2s
at 3s    resume_contact ana caller1
         !! contact_not_held
at 10s   hold_contact ana caller1
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=hold caller1 cause=agent by=ana lasted=8s
at 11s   hold_contact ana caller1
         !! contact_already_held
at 12s   hold_contact ben caller1
         !! contact_of_other_agent
at 25s   resume_contact ana caller1
         -> contact_resumed caller1 ana cause=agent held=15s
         -> agent_state_changed ana from=hold to=talking caller1 cause=agent by=ana lasted=15s
at 30s   hold_contact ana caller1
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=hold caller1 cause=agent by=ana lasted=5s
at 40s   leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=38s held=25s
         -> contact_closed caller1 billing ana end=handled waited=2s total_waited=2s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=hold to=ready cause=customer lasted=10s
at 41s   resume_contact ana caller1
         !! contact_not_found
