# Ana hands her caller on to another campaign and says in her wrap-up what they came to, in the
# words of hers. Ben has said his already: it stays the contact's, and Ana's stands beside it.

show turn
queue billing campaign=bills
queue sales campaign=sells
agent ana ready
agent ben
disposition paid campaign=bills
disposition disputed campaign=bills
disposition sold campaign=sells
disposition refused campaign=sells

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 2s    devices ben 1
         -> agent_devices_changed ben devices=1
and      sign_in_agent ben
         -> agent_state_changed ben from=offline to=off_phone_work cause=agent by=ben lasted=2s
and      set_ready ben
         -> agent_state_changed ben from=off_phone_work to=ready cause=agent by=ben
at 3s    transfer ana caller1 sales
         -> contact_transferred caller1 ana billing mode=blind to_queue=sales cause=agent talked=2s
         -> wrap_up_started caller1 ana ends_at=13s handed_over=yes billing
         -> contact_queued caller1 sales by=transfer queued_at=3s credit=1s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=agent by=ana lasted=2s
         -> offer_made o2 caller1 ben sales expires_at=23s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=1s
at 4s    dispose ana caller1 sold
         !! disposition_of_other_campaign
at 5s    dispose ana caller1 paid
         -> contact_disposed caller1 ana paid by=ana
at 6s    leg_answered ben
         -> offer_accepted o2 caller1 ben rang=3s
         -> contact_connected caller1 ben sales waited=3s total_waited=4s target=20s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=3s
at 7s    dispose ben caller1 paid
         !! disposition_of_other_campaign
at 8s    dispose ana caller1 disputed
         -> contact_disposed caller1 ana disputed by=ana
at 9s    dispose ben caller1 sold
         -> contact_disposed caller1 ben sold by=ben turn=1
at 10s   dispose ana caller1 paid
         -> contact_disposed caller1 ana paid by=ana aside=yes
at 11s   dispose ben caller1 refused
         -> contact_disposed caller1 ben refused by=ben turn=1
at 12s   dispose ana caller1 disputed
         -> contact_disposed caller1 ana disputed by=ana aside=yes
at 13s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
at 14s   dispose ana caller1 paid
         !! contact_of_other_agent
at 16s   leg_gone caller1 hung_up
         -> contact_released caller1 ben sales by=customer talked=10s
         -> wrap_up_started caller1 ben ends_at=26s
         -> agent_state_changed ben from=talking to=wrap_up caller1 cause=customer lasted=10s
at 26s   tick
         -> wrap_up_ended caller1 ben cause=timer lasted=10s
         -> contact_closed caller1 sales ben end=handled waited=3s total_waited=4s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=wrap_up to=ready cause=timer lasted=10s
