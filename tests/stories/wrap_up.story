# Wrap-up ends by itself after the queue's time, or earlier by the agent's command, or because the
# agent says ready. While it lasts nothing is offered to them.

queue billing wrap_up=10s
agent ana ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 5s    leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=4s
         -> wrap_up_started caller1 ana ends_at=15s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=4s
at 6s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=6s
at 15s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
         -> offer_made o2 caller2 ana billing expires_at=35s waited=9s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing
at 16s   leg_answered ana
         -> offer_accepted o2 caller2 ana rang=1s
         -> contact_connected caller2 ana billing waited=10s total_waited=10s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller2 cause=device lasted=1s
at 20s   hang_up ana caller2
         -> contact_released caller2 ana billing by=agent talked=4s
         -> wrap_up_started caller2 ana ends_at=30s
         -> agent_state_changed ana from=talking to=wrap_up caller2 cause=agent by=ana lasted=4s
at 22s   finish_wrap_up ana caller2
         -> wrap_up_ended caller2 ana cause=agent lasted=2s
         -> contact_closed caller2 billing ana end=handled waited=10s total_waited=10s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=2s
at 23s   contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=23s
         -> offer_made o3 caller3 ana billing expires_at=43s
         -> agent_state_changed ana from=ready to=reserved caller3 cause=routing lasted=1s
at 24s   leg_answered ana
         -> offer_accepted o3 caller3 ana rang=1s
         -> contact_connected caller3 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller3 cause=device lasted=1s
at 30s   hang_up ana caller3
         -> contact_released caller3 ana billing by=agent talked=6s
         -> wrap_up_started caller3 ana ends_at=40s
         -> agent_state_changed ana from=talking to=wrap_up caller3 cause=agent by=ana lasted=6s
at 31s   set_ready ana
         -> wrap_up_ended caller3 ana cause=agent lasted=1s
         -> contact_closed caller3 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=1s
