# Ana talks a minute, of which ten seconds are a hold, hands over to Ben with 10 s of wrap-up, and
# Ben talks 30 s and is done with his wrap-up after 5 s. Each has their own share:
#   Ana  50 s talk + 10 s hold + 10 s wrap-up = 70 s
#   Ben  30 s talk             +  5 s wrap-up = 35 s
#   together 105 s over 2 shares, of one contact that was offered and answered once.
# Ana was there 105 s: 5 ringing, 60 with the customer, 10 in wrap-up, 30 ready.

queue billing wrap_up=10s campaign=care
campaign care client=acme
agent ana ready skills=billing:5 team=red site=home
agent ben ready skills=billing:1 team=red site=centre

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 20s   hold_contact ana caller1
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=hold caller1 cause=agent by=ana lasted=15s
at 30s   resume_contact ana caller1
         -> contact_resumed caller1 ana cause=agent held=10s
         -> agent_state_changed ana from=hold to=talking caller1 cause=agent by=ana lasted=10s
at 65s   transfer ana caller1 ben
         -> contact_transferred caller1 ana billing mode=blind to_agent=ben cause=agent talked=1m
              held=10s
         -> wrap_up_started caller1 ana ends_at=1m15s handed_over=yes billing
         -> contact_queued caller1 billing by=transfer queued_at=1m5s credit=24h
         -> offer_made o2 caller1 ben billing expires_at=1m25s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=1m5s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=agent by=ana lasted=35s
at 70s   leg_answered ben
         -> offer_accepted o2 caller1 ben rang=5s
         -> contact_connected caller1 ben billing waited=5s total_waited=10s target=20s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=5s
at 75s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
at 80s   figures agent handled aht talk_time hold_time wrap_up_time holds transfers occupancy
         -> agent:ana handled=1 aht=1m10s/1 talk_time=50s/1 hold_time=10s/1 wrap_up_time=10s/1
              holds=1/1 transfers=1/1 occupancy=1m10s/1m20s
         -> agent:ben handled=0 aht=none talk_time=none hold_time=none wrap_up_time=none holds=none
              transfers=none occupancy=10s/1m20s
at 100s  leg_gone caller1 hung_up
         -> contact_released caller1 ben billing by=customer talked=30s
         -> wrap_up_started caller1 ben ends_at=1m50s
         -> agent_state_changed ben from=talking to=wrap_up caller1 cause=customer lasted=30s
at 105s  finish_wrap_up ben caller1
         -> wrap_up_ended caller1 ben cause=agent lasted=5s
         -> contact_closed caller1 billing ben end=handled waited=5s total_waited=10s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=wrap_up to=ready cause=agent by=ben lasted=5s
and      figures agent:ana connected_time productive_time occupancy
         -> agent:ana connected_time=1m45s productive_time=1m45s occupancy=1m10s/1m45s
and      figures agent handled aht talk_time hold_time wrap_up_time holds transfers
         -> agent:ana handled=1 aht=1m10s/1 talk_time=50s/1 hold_time=10s/1 wrap_up_time=10s/1
              holds=1/1 transfers=1/1
         -> agent:ben handled=1 aht=35s/1 talk_time=30s/1 hold_time=0s/1 wrap_up_time=5s/1 holds=0/1
              transfers=0/1
and      figures team handled aht aht_median aht_p90 connected_time occupancy
         -> team:red handled=2 aht=1m45s/2 aht_median=36s863ms aht_p90=1m13s727ms
              connected_time=3m30s occupancy=1m45s/3m30s
and      figures site handled aht connected_time
         -> site:home handled=1 aht=1m10s/1 connected_time=1m45s
         -> site:centre handled=1 aht=35s/1 connected_time=1m45s
and      figures place handled connected_time
         -> place:home handled=1 connected_time=1m45s
         -> place:on_site handled=1 connected_time=1m45s
and      figures queue offered answered handled aht
         -> queue:billing offered=1 answered=1 handled=2 aht=1m45s/2
and      figures campaign offered answered handled aht
         -> campaign:care offered=1 answered=1 handled=2 aht=1m45s/2
and      figures client offered answered handled aht
         -> client:acme offered=1 answered=1 handled=2 aht=1m45s/2
and      figures operation offered answered handled aht connected_time
         -> operation:story offered=1 answered=1 handled=2 aht=1m45s/2 connected_time=3m30s
