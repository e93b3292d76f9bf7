# The core died before it could tell voice to ring at Ana's phone. The same voice reports no leg of
# hers, and is told now: nothing has ended.

queue billing
agent ana ready

at 0s    reconcile devices=ana
         -> node_back session=1
at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 2s    restart
         -> core_started epoch=2 away=1s
         -> node_lost gives_up_at=1m2s
at 3s    reconcile legs=caller1 devices=ana
         -> node_back session=1 away=1s
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=4s
         -> contact_connected caller1 ana billing waited=4s total_waited=4s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=4s
