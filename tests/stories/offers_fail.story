# Voice cannot open media for any phone, as when its ports are used up. Nobody is to blame but us:
# Ana, Ben and Carla stay ready, whoever it fails with. caller1 rests after the fourth failure, a
# second first and twice as long each time, up to sixteen seconds, and keeps its place. caller2,
# who comes meanwhile, is offered: its own failures count. Once an offer is taken all is forgotten.

queue billing wrap_up=0s
agent ana ready
agent ben ready
agent carla ready

at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 1s    leg_gone ana us
         -> offer_ended o1 caller1 ana end=failed
         -> agent_state_changed ana from=reserved to=ready cause=system
         -> offer_made o2 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_gone ana us
         -> offer_ended o2 caller1 ana end=failed
         -> agent_state_changed ana from=reserved to=ready cause=system
         -> offer_made o3 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_gone ana us
         -> offer_ended o3 caller1 ana end=failed
         -> agent_state_changed ana from=reserved to=ready cause=system
         -> offer_made o4 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_gone ana us
         -> offer_ended o4 caller1 ana end=failed rests=1s
         -> agent_state_changed ana from=reserved to=ready cause=system
at 2s    tick
         -> contact_queued caller1 billing by=offers_failed queued_at=1s
         -> offer_made o5 caller1 ana billing expires_at=22s waited=1s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 2s    leg_gone ana us
         -> offer_ended o5 caller1 ana end=failed rests=2s
         -> agent_state_changed ana from=reserved to=ready cause=system
at 3s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=3s
         -> offer_made o6 caller2 ana billing expires_at=23s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=1s
at 3s    leg_gone ana us
         -> offer_ended o6 caller2 ana end=failed
         -> agent_state_changed ana from=reserved to=ready cause=system
         -> offer_made o7 caller2 ana billing expires_at=23s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing
at 4s    leg_answered ana
         -> offer_accepted o7 caller2 ana rang=1s
         -> contact_connected caller2 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller2 cause=device lasted=1s
at 4s    tick
         -> contact_queued caller1 billing by=offers_failed queued_at=1s
         -> offer_made o8 caller1 ben billing expires_at=24s waited=3s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=4s
at 4s    leg_gone ben us
         -> offer_ended o8 caller1 ben end=failed rests=4s
         -> agent_state_changed ben from=reserved to=ready cause=system
at 8s    tick
         -> contact_queued caller1 billing by=offers_failed queued_at=1s
         -> offer_made o9 caller1 ben billing expires_at=28s waited=7s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=4s
at 8s    leg_gone ben us
         -> offer_ended o9 caller1 ben end=failed rests=8s
         -> agent_state_changed ben from=reserved to=ready cause=system
at 16s   tick
         -> contact_queued caller1 billing by=offers_failed queued_at=1s
         -> offer_made o10 caller1 ben billing expires_at=36s waited=15s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=8s
at 16s   leg_gone ben us
         -> offer_ended o10 caller1 ben end=failed rests=16s
         -> agent_state_changed ben from=reserved to=ready cause=system
at 32s   tick
         -> contact_queued caller1 billing by=offers_failed queued_at=1s
         -> offer_made o11 caller1 ben billing expires_at=52s waited=31s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=16s
at 33s   leg_gone ben us
         -> offer_ended o11 caller1 ben end=failed rang=1s rests=16s
         -> agent_state_changed ben from=reserved to=ready cause=system lasted=1s
at 49s   tick
         -> contact_queued caller1 billing by=offers_failed queued_at=1s
         -> offer_made o12 caller1 ben billing expires_at=1m9s waited=48s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=16s
at 50s   leg_answered ben
         -> offer_accepted o12 caller1 ben rang=1s
         -> contact_connected caller1 ben billing waited=49s total_waited=49s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=1s
at 60s   leg_gone ben network
         -> contact_lost_agent caller1 ben billing fault=network talked=10s
         -> contact_queued caller1 billing by=agent_lost queued_at=11s credit=24h
         -> agent_state_changed ben from=talking to=unreachable cause=device lasted=10s
         -> offer_made o13 caller1 carla billing expires_at=1m20s waited=49s
         -> agent_state_changed carla from=ready to=reserved caller1 cause=routing lasted=1m
at 61s   leg_gone carla us
         -> offer_ended o13 caller1 carla end=failed rang=1s
         -> agent_state_changed carla from=reserved to=ready cause=system lasted=1s
         -> offer_made o14 caller1 carla billing expires_at=1m21s waited=50s
         -> agent_state_changed carla from=ready to=reserved caller1 cause=routing
