# Supervision while voice is away. To the voice that was there before, a leg that it does not report
# may not have been told yet, and is made now. A new voice resumes what it had: what it does not
# report is lost, by us.

show leg
queue billing wrap_up=0s
agent ana ready
user boss
user coach

at 0s    reconcile devices=ana
         -> node_back session=1
at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 leg=caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing leg=leg1 expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 2s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 5s    supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss leg=leg2 mode=listen why=routine
at 6s    node_gone
         -> node_lost gives_up_at=1m6s
at 7s    supervise boss ana whisper
         -> supervision_changed caller1 ana boss from=listen mode=whisper why=routine
at 8s    supervise coach ana listen why=routine
         -> supervision_started caller1 ana coach leg=leg3 mode=listen why=routine
at 9s    reconcile legs=caller1:up,ana:up,boss:up devices=ana
         -> supervision_joined caller1 ana boss rang=1s late=3s
         -> node_back session=1 away=3s
at 10s   leg_answered coach
         -> supervision_joined caller1 ana coach rang=2s
at 11s   restart
         -> core_started epoch=2 away=1s
         -> node_lost gives_up_at=1m11s
at 12s   start away=1s
         -> core_started epoch=3 away=1s
         -> node_lost gives_up_at=1m12s
at 13s   reconcile legs=caller1:up,ana:up,boss:up,coach:up devices=ana
         -> node_back session=1 away=2s
at 14s   node_gone
         -> node_lost gives_up_at=1m14s
at 15s   reconcile legs=caller1:up,ana:up,coach:up devices=ana session=2
         -> supervision_ended caller1 ana boss leg=leg2 end=failed lasted=10s
         -> node_back session=2 away=1s
at 16s   supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss leg=leg4 mode=listen why=routine
at 17s   node_gone session=2
         -> node_lost gives_up_at=1m17s
at 18s   reconcile legs=caller1:up,boss:up devices=ana session=3
         -> contact_lost_agent caller1 ana billing fault=us talked=16s
         -> supervision_ended caller1 ana coach leg=leg3 end=agent_lost lasted=10s
         -> supervision_ended caller1 ana boss leg=leg4 end=agent_lost lasted=2s
         -> contact_queued caller1 billing by=agent_lost queued_at=17s credit=24h
         -> agent_state_changed ana from=talking to=ready cause=system lasted=16s
         -> node_back session=3 away=1s
         -> offer_made o2 caller1 ana billing leg=leg5 expires_at=38s waited=1s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 19s   leg_answered ana session=3
         -> offer_accepted o2 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=2s total_waited=2s target=20s
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 20s   supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss leg=leg6 mode=listen why=routine
at 21s   node_gone session=3
         -> node_lost gives_up_at=1m21s
at 81s   tick
         -> agent_devices_changed ana
         -> contact_released caller1 ana billing by=system fault=us talked=1m2s
         -> supervision_ended caller1 ana boss leg=leg6 end=contact_over lasted=1m1s
         -> contact_closed caller1 billing ana end=failed fault=us waited=2s total_waited=2s
              target=20s short_abandon=5s
         -> agent_state_changed ana from=talking to=unreachable cause=system lasted=1m2s
         -> node_given_up away=1m
