# A ready agent whose phone disappears leaves routing in the same moment, and so nobody is offered
# to a phone that is known to be gone.

queue billing
agent ana ready

at 10s   devices ana 0
         -> agent_devices_changed ana
         -> agent_state_changed ana from=ready to=unreachable cause=device lasted=10s
at 12s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=12s
at 13s   set_ready ana
         !! agent_unreachable
at 15s   devices ana 1
         -> agent_devices_changed ana devices=1
         -> agent_state_changed ana from=unreachable to=ready cause=device lasted=5s
         -> offer_made o1 caller1 ana billing expires_at=35s waited=3s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
