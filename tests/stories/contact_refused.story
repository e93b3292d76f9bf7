# What is refused on a contact: when it is not there, not one's own, not connected, not in wrap-up.

queue billing
agent ana ready
agent ben ready

at 0s    hang_up ana nobody
         !! contact_not_found
at 1s    finish_wrap_up ana nobody
         !! contact_not_found
at 2s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=2s
         -> offer_made o1 caller1 ana billing expires_at=22s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=2s
at 3s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 4s    hang_up ben caller1
         !! contact_of_other_agent
at 5s    finish_wrap_up ana caller1
         !! contact_not_in_wrap_up
at 6s    resume_contact ana caller1
         !! contact_not_held
at 7s    hang_up ana caller1
         -> contact_released caller1 ana billing by=agent talked=4s
         -> wrap_up_started caller1 ana ends_at=17s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=agent by=ana lasted=4s
at 8s    hang_up ana caller1
         !! contact_not_connected
at 9s    finish_wrap_up ben caller1
         !! contact_of_other_agent
