# The contact that Ana handed over is closed before her wrap-up ends, and the core starts anew
# meanwhile: the wrap-up is still hers, with what was left of it. What the contact came to is said.

queue billing wrap_up=30s wrap_up_max=50s
queue cards skills=cards:1
disposition sold
agent ana ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 10s   transfer ana caller1 cards
         -> contact_transferred caller1 ana billing mode=blind to_queue=cards cause=agent talked=5s
         -> wrap_up_started caller1 ana ends_at=40s handed_over=yes billing
         -> contact_queued caller1 cards by=transfer queued_at=10s credit=5s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=agent by=ana lasted=5s
at 15s   leg_gone caller1 hung_up
         -> contact_closed caller1 cards end=abandoned waited=5s total_waited=10s target=20s
              short_abandon=5s
at 16s   dispose ana caller1 sold
         !! contact_not_found
at 17s   extend_wrap_up ana caller1
         -> wrap_up_extended caller1 ana ends_at=1m by=ana
and      extend_wrap_up ana caller1
         !! wrap_up_at_most
and      extend_wrap_up nobody caller1
         !! contact_not_found
at 20s   restart
         -> core_started epoch=2 away=3s
         -> node_lost gives_up_at=1m20s
at 21s   reconcile devices=ana:1
         -> node_back session=1 away=1s
at 60s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=50s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=50s
at 61s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=1m1s
         -> offer_made o2 caller2 ana billing expires_at=1m21s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=1s
at 62s   leg_answered ana
         -> offer_accepted o2 caller2 ana rang=1s
         -> contact_connected caller2 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller2 cause=device lasted=1s
at 70s   transfer ana caller2 cards
         -> contact_transferred caller2 ana billing mode=blind to_queue=cards cause=agent talked=8s
         -> wrap_up_started caller2 ana ends_at=1m40s handed_over=yes billing
         -> contact_queued caller2 cards by=transfer queued_at=1m10s credit=1s
         -> agent_state_changed ana from=talking to=wrap_up caller2 cause=agent by=ana lasted=8s
at 75s   leg_gone caller2 hung_up
         -> contact_closed caller2 cards end=abandoned waited=5s total_waited=6s target=20s
              short_abandon=5s
at 200s  restart
         -> core_started epoch=3 away=2m5s
         -> node_lost gives_up_at=4m20s
at 201s  reconcile devices=ana:1
         -> node_back session=1 away=1s
at 225s  tick
         -> wrap_up_ended caller2 ana cause=timer lasted=2m35s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=2m35s
