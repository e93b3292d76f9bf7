# The hold key of the agent's phone does the same as the command, and says that it was the device.
# A customer who puts us on hold changes nothing here.

queue billing wrap_up=0s
agent ana ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 2s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=2s
         -> contact_connected caller1 ana billing waited=2s total_waited=2s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=2s
at 5s    leg_holds caller1
at 6s    leg_resumes caller1
at 10s   leg_holds ana
         -> contact_held caller1 ana cause=device
         -> agent_state_changed ana from=talking to=hold caller1 cause=device lasted=8s
at 11s   leg_holds ana
at 20s   leg_resumes ana
         -> contact_resumed caller1 ana cause=device held=10s
         -> agent_state_changed ana from=hold to=talking caller1 cause=device lasted=10s
at 30s   hang_up ana caller1
         -> contact_released caller1 ana billing by=agent talked=28s held=10s
         -> contact_closed caller1 billing ana end=handled waited=2s total_waited=2s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=agent by=ana lasted=10s
