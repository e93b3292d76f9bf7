# What Ana says of the caller whom she has handed over counts in the queue where the caller was
# hers, and not in that of Ben, who has the caller by then and says nothing.

queue billing wrap_up=10s campaign=care
queue cards skills=cards:1 campaign=credit
agent ana ready
agent ben skills=cards:3 ready
disposition sold kind=sale

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 15s   transfer ana caller1 cards
         -> contact_transferred caller1 ana billing mode=blind to_queue=cards cause=agent talked=10s
         -> wrap_up_started caller1 ana ends_at=25s handed_over=yes billing
         -> contact_queued caller1 cards by=transfer queued_at=15s credit=5s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=agent by=ana lasted=10s
         -> offer_made o2 caller1 ben cards expires_at=35s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=15s
at 17s   leg_answered ben
         -> offer_accepted o2 caller1 ben rang=2s
         -> contact_connected caller1 ben cards waited=2s total_waited=7s target=20s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=2s
at 20s   dispose ana caller1 sold
         -> contact_disposed caller1 ana sold by=ana
at 22s   figures queue offered outcomes sales
         -> queue:billing offered=1 outcomes=1 sales=1
         -> queue:cards offered=1 outcomes=0 sales=0
and      figures campaign outcomes sales
         -> campaign:care outcomes=1 sales=1
         -> campaign:credit outcomes=0 sales=0
and      figures agent outcomes sales
         -> agent:ana outcomes=1 sales=1
         -> agent:ben outcomes=0 sales=0
