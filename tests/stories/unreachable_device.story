# Ana's phone does not respond to the ringing: she becomes unreachable, which is not missed and is
# not held against her. When her device is back she is ready without having to ask for it.

queue billing
agent ana ready
agent ben ready

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> offer_made o1 caller1 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
at 11s   leg_gone ana unreachable
         -> offer_ended o1 caller1 ana end=unreachable rang=1s
         -> agent_state_changed ana from=reserved to=unreachable cause=device lasted=1s
         -> offer_made o2 caller1 ben billing expires_at=31s waited=1s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=11s
at 13s   leg_answered ben
         -> offer_accepted o2 caller1 ben rang=2s
         -> contact_connected caller1 ben billing waited=3s total_waited=3s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=2s
at 20s   devices ana 0
         -> agent_devices_changed ana
at 30s   devices ana 1
         -> agent_devices_changed ana devices=1
         -> agent_state_changed ana from=unreachable to=ready cause=device lasted=19s
