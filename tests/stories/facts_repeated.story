# Voice repeats what it does not know to be durable. A fact whose number was taken already changes
# nothing; a new session of voice counts from 1 again.

show facts_taken
queue billing
agent ana ready

at 1s    contact_arrives caller1 billing fact=10
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
         -> facts_taken session=1 number=10
at 2s    leg_answered ana fact=11
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
         -> facts_taken session=1 number=11
at 3s    leg_gone caller1 hung_up fact=11
at 4s    leg_gone caller1 hung_up fact=9
at 5s    leg_holds ana session=2 fact=1
         -> contact_held caller1 ana cause=device
         -> agent_state_changed ana from=talking to=hold caller1 cause=device lasted=3s
         -> facts_taken session=2 number=1
at 6s    leg_resumes ana session=2 fact=2
         -> contact_resumed caller1 ana cause=device held=1s
         -> agent_state_changed ana from=hold to=talking caller1 cause=device lasted=1s
         -> facts_taken session=2 number=2
at 7s    leg_resumes ana session=2 fact=2
at 8s    leg_gone caller1 hung_up session=2 fact=3
         -> contact_released caller1 ana billing by=customer talked=6s held=1s
         -> wrap_up_started caller1 ana ends_at=18s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=2s
and      devices ana 0 session=2 fact=4
         -> agent_devices_changed ana
         -> facts_taken session=2 number=4
