# The wrap-up of a contact that was handed over is an agent's own: it ends by itself, by the
# agent, or by what they do next; meanwhile they say what the contact came to. Nobody supervises
# them by it.

queue billing wrap_up=30s
queue cards skills=cards:1
disposition sold
agent ana ready
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
at 10s   transfer ana caller1 cards
         -> contact_transferred caller1 ana billing mode=blind to_queue=cards cause=agent talked=5s
         -> wrap_up_started caller1 ana ends_at=40s handed_over=yes billing
         -> contact_queued caller1 cards by=transfer queued_at=10s credit=5s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=agent by=ana lasted=5s
at 11s   dispose ana caller1 sold
         -> contact_disposed caller1 ana sold by=ana
and      dispose ana caller1 sold
and      supervise boss ana listen
         !! agent_not_connected
and      sign_out_agent ana
         !! agent_busy
at 15s   request_break ana rest
         -> agent_next_changed ana next_break=rest by=ana
at 20s   finish_wrap_up ana caller1
         -> wrap_up_ended caller1 ana cause=agent lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=break break_kind=rest cause=agent by=ana
              lasted=10s
and      finish_wrap_up ana caller1
         !! contact_of_other_agent
at 30s   set_ready ana
         -> agent_state_changed ana from=break to=ready cause=agent by=ana lasted=10s
at 31s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=31s
         -> offer_made o2 caller2 ana billing expires_at=51s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=1s
at 32s   leg_answered ana
         -> offer_accepted o2 caller2 ana rang=1s
         -> contact_connected caller2 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller2 cause=device lasted=1s
at 40s   transfer ana caller2 cards
         -> contact_transferred caller2 ana billing mode=blind to_queue=cards cause=agent talked=8s
         -> wrap_up_started caller2 ana ends_at=1m10s handed_over=yes billing
         -> contact_queued caller2 cards by=transfer queued_at=40s credit=1s
         -> agent_state_changed ana from=talking to=wrap_up caller2 cause=agent by=ana lasted=8s
at 45s   set_ready ana
         -> wrap_up_ended caller2 ana cause=agent lasted=5s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=5s
at 46s   contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=46s
         -> offer_made o3 caller3 ana billing expires_at=1m6s
         -> agent_state_changed ana from=ready to=reserved caller3 cause=routing lasted=1s
at 47s   leg_answered ana
         -> offer_accepted o3 caller3 ana rang=1s
         -> contact_connected caller3 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller3 cause=device lasted=1s
at 50s   transfer ana caller3 cards
         -> contact_transferred caller3 ana billing mode=blind to_queue=cards cause=agent talked=3s
         -> wrap_up_started caller3 ana ends_at=1m20s handed_over=yes billing
         -> contact_queued caller3 cards by=transfer queued_at=50s credit=1s
         -> agent_state_changed ana from=talking to=wrap_up caller3 cause=agent by=ana lasted=3s
at 55s   set_off_phone_work ana
         -> wrap_up_ended caller3 ana cause=agent lasted=5s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=off_phone_work cause=agent by=ana lasted=5s
at 60s   set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana lasted=5s
at 61s   contact_arrives caller4 billing
         -> contact_arrived caller4 billing
         -> contact_queued caller4 billing by=arrival queued_at=1m1s
         -> offer_made o4 caller4 ana billing expires_at=1m21s
         -> agent_state_changed ana from=ready to=reserved caller4 cause=routing lasted=1s
at 62s   leg_answered ana
         -> offer_accepted o4 caller4 ana rang=1s
         -> contact_connected caller4 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller4 cause=device lasted=1s
at 70s   transfer ana caller4 cards
         -> contact_transferred caller4 ana billing mode=blind to_queue=cards cause=agent talked=8s
         -> wrap_up_started caller4 ana ends_at=1m40s handed_over=yes billing
         -> contact_queued caller4 cards by=transfer queued_at=1m10s credit=1s
         -> agent_state_changed ana from=talking to=wrap_up caller4 cause=agent by=ana lasted=8s
at 100s  tick
         -> wrap_up_ended caller4 ana cause=timer lasted=30s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=30s
