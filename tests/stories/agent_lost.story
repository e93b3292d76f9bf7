# Ana's computer dies in the middle of a conversation. Her customer is still there: back in the
# queue in front of everybody, with the wait they had already. The time with Ana is no waiting, and
# Ana is not blamed.

queue billing wrap_up=0s
agent ana ready
agent ben ready

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> offer_made o1 caller1 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
at 12s   leg_answered ana
         -> offer_accepted o1 caller1 ana rang=2s
         -> contact_connected caller1 ana billing waited=2s total_waited=2s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=2s
at 13s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=13s
         -> offer_made o2 caller2 ben billing expires_at=33s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=13s
at 14s   leg_answered ben
         -> offer_accepted o2 caller2 ben rang=1s
         -> contact_connected caller2 ben billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller2 cause=device lasted=1s
at 20s   contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=20s
at 32s   leg_gone ana network
         -> contact_lost_agent caller1 ana billing fault=network talked=20s
         -> contact_queued caller1 billing by=agent_lost queued_at=30s credit=24h
         -> agent_state_changed ana from=talking to=unreachable cause=device lasted=20s
at 40s   hang_up ben caller2
         -> contact_released caller2 ben billing by=agent talked=26s
         -> contact_closed caller2 billing ben end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=talking to=ready cause=agent by=ben lasted=26s
         -> offer_made o3 caller1 ben billing expires_at=1m waited=10s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing
at 43s   leg_answered ben
         -> offer_accepted o3 caller1 ben rang=3s
         -> contact_connected caller1 ben billing waited=13s total_waited=13s target=20s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=3s
at 50s   leg_gone caller3 hung_up
         -> contact_closed caller3 billing end=abandoned waited=30s total_waited=30s target=20s
              short_abandon=5s
at 1m    leg_gone caller1 hung_up
         -> contact_released caller1 ben billing by=customer talked=17s
         -> contact_closed caller1 billing ben end=handled waited=13s total_waited=13s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=talking to=ready cause=customer lasted=17s
