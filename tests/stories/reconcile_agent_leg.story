# Only the agents' legs are missing from the report: the customers are still there, and go back to
# the front of the queue with their waits. Among them whoever had waited longer is first: caller2.

queue billing
agent ana ready
agent ben ready
agent carla devices=1

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 2s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=2s
         -> offer_made o2 caller2 ben billing expires_at=22s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=2s
at 5s    leg_answered ben
         -> offer_accepted o2 caller2 ben rang=3s
         -> contact_connected caller2 ben billing waited=3s total_waited=3s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller2 cause=device lasted=3s
at 6s    contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=6s
at 10s   reconcile legs=caller1,caller2,caller3 devices=carla
         -> agent_devices_changed ana
         -> agent_devices_changed ben
         -> contact_lost_agent caller1 ana billing fault=us talked=9s
         -> contact_queued caller1 billing by=agent_lost queued_at=9s credit=24h
         -> agent_state_changed ana from=talking to=unreachable cause=system lasted=9s
         -> contact_lost_agent caller2 ben billing fault=us talked=5s
         -> contact_queued caller2 billing by=agent_lost queued_at=7s credit=24h
         -> agent_state_changed ben from=talking to=unreachable cause=system lasted=5s
         -> node_back session=1
at 11s   sign_in_agent carla
         -> agent_state_changed carla from=offline to=off_phone_work cause=agent by=carla lasted=11s
at 12s   set_ready carla
         -> agent_state_changed carla from=off_phone_work to=ready cause=agent by=carla lasted=1s
         -> offer_made o3 caller2 carla billing expires_at=32s waited=5s
         -> agent_state_changed carla from=ready to=reserved caller2 cause=routing
