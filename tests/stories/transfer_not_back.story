# Ana, the best for Spanish, hands her caller over to the own queue and has no wrap-up: it goes to
# somebody else, and comes back to her only when nobody else is left.

show routing_decided
queue spanish skills=spanish:1 strategy=skill_fit wrap_up=0s
agent ana ready skills=spanish:9
agent ben ready skills=spanish:3
agent eva ready skills=spanish:2

at 0s    contact_arrives caller1 spanish
         -> contact_arrived caller1 spanish
         -> contact_queued caller1 spanish by=arrival queued_at=0s
         -> routing_decided caller1 spanish ana strategy=skill_fit eligible=3
              candidates=ana:9,ben:3,eva:2
         -> offer_made o1 caller1 ana spanish expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana spanish waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 5s    transfer ana caller1 spanish
         -> contact_transferred caller1 ana spanish mode=blind to_queue=spanish cause=agent
              talked=4s
         -> contact_queued caller1 spanish by=transfer queued_at=5s credit=1s
         -> agent_state_changed ana from=talking to=ready cause=agent by=ana lasted=4s
         -> routing_decided caller1 spanish ben strategy=skill_fit credit=1s eligible=2
              candidates=ben:3,eva:2 rang_before=1
         -> offer_made o2 caller1 ben spanish expires_at=25s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=5s
at 6s    decline_offer ben caller1
         -> offer_ended o2 caller1 ben end=declined rang=1s
         -> agent_state_changed ben from=reserved to=missed cause=agent by=ben lasted=1s
         -> routing_decided caller1 spanish eva strategy=skill_fit waited=1s credit=1s eligible=1
              candidates=eva:2 missed=1 rang_before=1
         -> offer_made o3 caller1 eva spanish expires_at=26s waited=1s
         -> agent_state_changed eva from=ready to=reserved caller1 cause=routing lasted=6s
at 7s    decline_offer eva caller1
         -> offer_ended o3 caller1 eva end=declined rang=1s
         -> agent_state_changed eva from=reserved to=missed cause=agent by=eva lasted=1s
         -> routing_decided caller1 spanish ana strategy=skill_fit waited=2s credit=1s eligible=1
              candidates=ana:9 missed=2
         -> offer_made o4 caller1 ana spanish expires_at=27s waited=2s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=2s
at 8s    leg_answered ana
         -> offer_accepted o4 caller1 ana rang=1s
         -> contact_connected caller1 ana spanish waited=3s total_waited=4s target=20s
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 10s   transfer ana caller1 spanish
         -> contact_transferred caller1 ana spanish mode=blind to_queue=spanish cause=agent
              talked=2s
         -> contact_queued caller1 spanish by=transfer queued_at=10s credit=4s
         -> agent_state_changed ana from=talking to=ready cause=agent by=ana lasted=2s
         -> routing_decided caller1 spanish ana strategy=skill_fit credit=4s eligible=1
              candidates=ana:9 missed=2
         -> offer_made o5 caller1 ana spanish expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 11s   set_ready ben
         -> agent_state_changed ben from=missed to=ready cause=agent by=ben lasted=5s
at 12s   leg_answered ana
         -> offer_accepted o5 caller1 ana rang=2s
         -> contact_connected caller1 ana spanish waited=2s total_waited=6s target=20s
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=2s
at 13s   hang_up ana caller1
         -> contact_released caller1 ana spanish by=agent talked=1s
         -> contact_closed caller1 spanish ana end=handled waited=2s total_waited=6s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=agent by=ana lasted=1s
