# A caller goes from billing to cards, both of campaign care, and back to billing: offered once in
# each queue, once in the campaign, once in all. The second wait, which ends in a hang-up, is no
# abandonment of billing, where the caller had been answered before.

queue billing wrap_up=0s campaign=care skills=billing:1
queue cards wrap_up=0s campaign=care skills=cards:1
agent ana ready skills=billing:5
agent ben ready skills=cards:5

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
         -> contact_queued caller1 cards by=transfer queued_at=10s credit=5s
         -> agent_state_changed ana from=talking to=ready cause=agent by=ana lasted=5s
         -> offer_made o2 caller1 ben cards expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=10s
at 12s   leg_answered ben
         -> offer_accepted o2 caller1 ben rang=2s
         -> contact_connected caller1 ben cards waited=2s total_waited=7s target=20s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=2s
at 13s   sign_out_agent ana
         -> agent_state_changed ana from=ready to=offline cause=agent by=ana lasted=3s
at 20s   transfer ben caller1 billing
         -> contact_transferred caller1 ben cards mode=blind to_queue=billing cause=agent talked=8s
         -> contact_queued caller1 billing by=transfer queued_at=20s credit=7s
         -> agent_state_changed ben from=talking to=ready cause=agent by=ben lasted=8s
at 60s   figures queue waiting longest_wait offered answered abandoned
         -> queue:billing waiting=1 longest_wait=40s offered=1 answered=1 abandoned=0
         -> queue:cards waiting=0 longest_wait=0s offered=1 answered=1 abandoned=0
at 70s   leg_gone caller1 hung_up
         -> contact_closed caller1 billing end=abandoned waited=50s total_waited=57s target=20s
              short_abandon=5s
at 80s   figures queue offered answered abandoned transfers handled
         -> queue:billing offered=1 answered=1 abandoned=0 transfers=1/1 handled=1
         -> queue:cards offered=1 answered=1 abandoned=0 transfers=1/1 handled=1
and      figures campaign offered answered abandoned transfers handled
         -> campaign:care offered=1 answered=1 abandoned=0 transfers=2/2 handled=2
and      figures operation offered answered abandoned transfers handled
         -> operation:story offered=1 answered=1 abandoned=0 transfers=2/2 handled=2
