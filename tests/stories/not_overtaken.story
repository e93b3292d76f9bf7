# In one instant caller2's offer to Ana expires and Ben's wrap-up ends. Ben is for caller1, who has
# waited longer, and not for caller2, whose end of ringing merely stands first in the same tick.

queue cards skills=cards:1 wrap_up=10s
queue billing ring=20s
agent ana ready
agent ben ready skills=cards:1

at 0s    contact_arrives caller0 cards
         -> contact_arrived caller0 cards
         -> contact_queued caller0 cards by=arrival queued_at=0s
         -> offer_made o1 caller0 ben cards expires_at=20s
         -> agent_state_changed ben from=ready to=reserved caller0 cause=routing
at 1s    leg_answered ben
         -> offer_accepted o1 caller0 ben rang=1s
         -> contact_connected caller0 ben cards waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller0 cause=device lasted=1s
at 4s    contact_arrives caller1 cards
         -> contact_arrived caller1 cards
         -> contact_queued caller1 cards by=arrival queued_at=4s
at 10s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=10s
         -> offer_made o2 caller2 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=10s
at 20s   leg_gone caller0 hung_up
         -> contact_released caller0 ben cards by=customer talked=19s
         -> wrap_up_started caller0 ben ends_at=30s
         -> agent_state_changed ben from=talking to=wrap_up caller0 cause=customer lasted=19s
at 30s   tick
         -> offer_ended o2 caller2 ana end=expired rang=20s
         -> agent_state_changed ana from=reserved to=missed cause=timer lasted=20s
         -> wrap_up_ended caller0 ben cause=timer lasted=10s
         -> contact_closed caller0 cards ben end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=wrap_up to=ready cause=timer lasted=10s
         -> offer_made o3 caller1 ben cards expires_at=50s waited=26s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing
