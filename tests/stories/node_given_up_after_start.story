# The core starts anew and voice never reports: the same minute counts from there.

queue billing wrap_up=0s
agent ana ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 10s   restart
         -> core_started epoch=2 away=10s
         -> node_lost gives_up_at=1m10s
at 40s   restart
         -> core_started epoch=3 away=30s
         -> node_lost gives_up_at=1m40s
at 1m40s tick
         -> agent_devices_changed ana
         -> offer_ended o1 caller1 ana end=customer_lost rang=1m40s
         -> agent_state_changed ana from=reserved to=unreachable cause=system lasted=1m40s
         -> contact_closed caller1 billing end=failed fault=us waited=1m40s total_waited=1m40s
              target=20s short_abandon=5s
         -> node_given_up away=1m30s
at 1m50s restart
         -> core_started epoch=4 away=10s
