# Ana's phone does not respond to the ringing, though it counts as registered all the time: she is
# unreachable. Voice tells when it registers again, with the same number as before, and Ana is ready
# again. What is only known from before is no sign of life: not the report after voice was away, and
# not that one of two phones is gone. Ana herself may say that she is ready.

queue billing
agent ana ready

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> offer_made o1 caller1 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
at 11s   leg_gone ana unreachable
         -> offer_ended o1 caller1 ana end=unreachable rang=1s
         -> agent_state_changed ana from=reserved to=unreachable cause=device lasted=1s
at 12s   leg_gone caller1 hung_up
         -> contact_closed caller1 billing end=short_abandoned waited=2s total_waited=2s target=20s
              short_abandon=5s
at 30s   devices ana 1
         -> agent_state_changed ana from=unreachable to=ready cause=device lasted=19s
at 31s   devices ana 1
at 32s   devices ana 2
         -> agent_devices_changed ana devices=2
at 40s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=40s
         -> offer_made o2 caller2 ana billing expires_at=1m
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=10s
at 41s   leg_gone ana unreachable
         -> offer_ended o2 caller2 ana end=unreachable rang=1s
         -> agent_state_changed ana from=reserved to=unreachable cause=device lasted=1s
at 42s   leg_gone caller2 hung_up
         -> contact_closed caller2 billing end=short_abandoned waited=2s total_waited=2s target=20s
              short_abandon=5s
at 43s   node_gone
         -> node_lost gives_up_at=1m43s
at 44s   reconcile devices=ana:2
         -> node_back session=1 away=1s
at 45s   devices ana 1
         -> agent_devices_changed ana devices=1
at 50s   set_ready ana
         -> agent_state_changed ana from=unreachable to=ready cause=agent by=ana lasted=9s
