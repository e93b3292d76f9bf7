# Ana and Ben become free in the same instant. Ben is the better one for caller4, but caller3 has
# waited longer and only Ben can take it: it goes first, and caller4 is for Ana.

queue sales strategy=skill_fit skills=sales:1 wrap_up=10s
queue cards skills=cards:1
agent ana ready skills=sales:1
agent ben devices=1 skills=sales:9,cards:1

at 0s    contact_arrives caller1 sales
         -> contact_arrived caller1 sales
         -> contact_queued caller1 sales by=arrival queued_at=0s
         -> offer_made o1 caller1 ana sales expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 0s    sign_in_agent ben
         -> agent_state_changed ben from=offline to=off_phone_work cause=agent by=ben
at 0s    set_ready ben
         -> agent_state_changed ben from=off_phone_work to=ready cause=agent by=ben
at 0s    contact_arrives caller2 sales
         -> contact_arrived caller2 sales
         -> contact_queued caller2 sales by=arrival queued_at=0s
         -> offer_made o2 caller2 ben sales expires_at=20s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana sales waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 1s    leg_answered ben
         -> offer_accepted o2 caller2 ben rang=1s
         -> contact_connected caller2 ben sales waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller2 cause=device lasted=1s
at 2s    contact_arrives caller3 cards
         -> contact_arrived caller3 cards
         -> contact_queued caller3 cards by=arrival queued_at=2s
at 3s    contact_arrives caller4 sales
         -> contact_arrived caller4 sales
         -> contact_queued caller4 sales by=arrival queued_at=3s
at 5s    leg_gone caller1 hung_up
         -> contact_released caller1 ana sales by=customer talked=4s
         -> wrap_up_started caller1 ana ends_at=15s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=4s
at 5s    leg_gone caller2 hung_up
         -> contact_released caller2 ben sales by=customer talked=4s
         -> wrap_up_started caller2 ben ends_at=15s
         -> agent_state_changed ben from=talking to=wrap_up caller2 cause=customer lasted=4s
at 15s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 sales ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
         -> wrap_up_ended caller2 ben cause=timer lasted=10s
         -> contact_closed caller2 sales ben end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=wrap_up to=ready cause=timer lasted=10s
         -> offer_made o3 caller3 ben cards expires_at=35s waited=13s
         -> agent_state_changed ben from=ready to=reserved caller3 cause=routing
         -> offer_made o4 caller4 ana sales expires_at=35s waited=12s
         -> agent_state_changed ana from=ready to=reserved caller4 cause=routing
