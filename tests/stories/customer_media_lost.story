# The customer's line dies: once while waiting, once while talking. Both contacts failed by the
# network, which is neither the customer's nor the agent's doing.

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
at 3s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=3s
at 10s   leg_gone caller2 network
         -> contact_closed caller2 billing end=failed fault=network waited=7s total_waited=7s
              target=20s short_abandon=5s
at 20s   leg_gone caller1 network
         -> contact_released caller1 ana billing by=system fault=network talked=18s
         -> contact_closed caller1 billing ana end=failed fault=network waited=2s total_waited=2s
              target=20s short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=system lasted=18s
