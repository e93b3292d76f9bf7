# The registration of Ana's phone runs out while she talks. The conversation lives on its own media
# and goes on; only afterwards is Ana unreachable.

queue billing wrap_up=0s
agent ana ready

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> offer_made o1 caller1 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
at 11s   leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 20s   devices ana 0
         -> agent_devices_changed ana
at 30s   leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=19s
         -> contact_closed caller1 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=unreachable cause=customer lasted=19s
