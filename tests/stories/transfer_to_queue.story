# Ana hands her caller over to the cards queue. What was waited so far counts there; Ana has a
# wrap-up of her own, and Ben has the contact while it lasts.

queue billing wrap_up=10s
queue cards credit=30s skills=cards:1
agent ana ready
agent ben skills=cards:3 ready
user boss

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 6s    supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss mode=listen why=routine
at 9s    hold_contact ana caller1
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=hold caller1 cause=agent by=ana lasted=4s
at 10s   request_break ben rest
         -> agent_state_changed ben from=ready to=break break_kind=rest cause=agent by=ben
              lasted=10s
at 15s   transfer ana caller1 cards
         -> contact_transferred caller1 ana billing mode=blind to_queue=cards cause=agent talked=10s
              held=6s
         -> supervision_ended caller1 ana boss end=transferred lasted=9s
         -> wrap_up_started caller1 ana ends_at=25s handed_over=yes billing
         -> contact_queued caller1 cards by=transfer queued_at=15s credit=35s
         -> agent_state_changed ana from=hold to=wrap_up caller1 cause=agent by=ana lasted=6s
at 18s   set_ready ben
         -> agent_state_changed ben from=break to=ready cause=agent by=ben lasted=8s
         -> offer_made o2 caller1 ben cards expires_at=38s waited=3s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing
at 20s   leg_answered ben
         -> offer_accepted o2 caller1 ben rang=2s
         -> contact_connected caller1 ben cards waited=5s total_waited=10s target=20s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=2s
at 25s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
at 30s   leg_gone caller1 hung_up
         -> contact_released caller1 ben cards by=customer talked=10s
         -> wrap_up_started caller1 ben ends_at=40s
         -> agent_state_changed ben from=talking to=wrap_up caller1 cause=customer lasted=10s
at 40s   tick
         -> wrap_up_ended caller1 ben cause=timer lasted=10s
         -> contact_closed caller1 cards ben end=handled waited=5s total_waited=10s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=wrap_up to=ready cause=timer lasted=10s
