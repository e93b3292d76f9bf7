# A contact that nobody takes. It remembers the last eight agents at whom it rang, and prefers the
# others; the ninth ringing pushes the first out of its memory, and a1 is offered it as if new.

show routing_decided
queue billing ring=10s
agent a1 ready
agent a2 ready
agent a3 ready
agent a4 ready
agent a5 ready
agent a6 ready
agent a7 ready
agent a8 ready
agent a9 ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> routing_decided caller1 billing a1 strategy=longest_idle eligible=9
              candidates=a1:0s,a2:0s,a3:0s,a4:0s,a5:0s,a6:0s,a7:0s,a8:0s
         -> offer_made o1 caller1 a1 billing expires_at=10s
         -> agent_state_changed a1 from=ready to=reserved caller1 cause=routing
at 10s   tick
         -> offer_ended o1 caller1 a1 end=expired rang=10s
         -> agent_state_changed a1 from=reserved to=missed cause=timer lasted=10s
         -> routing_decided caller1 billing a2 strategy=longest_idle waited=10s eligible=8
              candidates=a2:10s,a3:10s,a4:10s,a5:10s,a6:10s,a7:10s,a8:10s,a9:10s missed=1
         -> offer_made o2 caller1 a2 billing expires_at=20s waited=10s
         -> agent_state_changed a2 from=ready to=reserved caller1 cause=routing lasted=10s
at 11s   set_ready a1
         -> agent_state_changed a1 from=missed to=ready cause=agent by=a1 lasted=1s
at 20s   tick
         -> offer_ended o2 caller1 a2 end=expired rang=10s
         -> agent_state_changed a2 from=reserved to=missed cause=timer lasted=10s
         -> routing_decided caller1 billing a3 strategy=longest_idle waited=20s eligible=7
              candidates=a3:20s,a4:20s,a5:20s,a6:20s,a7:20s,a8:20s,a9:20s missed=1 rang_before=1
         -> offer_made o3 caller1 a3 billing expires_at=30s waited=20s
         -> agent_state_changed a3 from=ready to=reserved caller1 cause=routing lasted=20s
at 30s   tick
         -> offer_ended o3 caller1 a3 end=expired rang=10s
         -> agent_state_changed a3 from=reserved to=missed cause=timer lasted=10s
         -> routing_decided caller1 billing a4 strategy=longest_idle waited=30s eligible=6
              candidates=a4:30s,a5:30s,a6:30s,a7:30s,a8:30s,a9:30s missed=2 rang_before=1
         -> offer_made o4 caller1 a4 billing expires_at=40s waited=30s
         -> agent_state_changed a4 from=ready to=reserved caller1 cause=routing lasted=30s
at 40s   tick
         -> offer_ended o4 caller1 a4 end=expired rang=10s
         -> agent_state_changed a4 from=reserved to=missed cause=timer lasted=10s
         -> routing_decided caller1 billing a5 strategy=longest_idle waited=40s eligible=5
              candidates=a5:40s,a6:40s,a7:40s,a8:40s,a9:40s missed=3 rang_before=1
         -> offer_made o5 caller1 a5 billing expires_at=50s waited=40s
         -> agent_state_changed a5 from=ready to=reserved caller1 cause=routing lasted=40s
at 50s   tick
         -> offer_ended o5 caller1 a5 end=expired rang=10s
         -> agent_state_changed a5 from=reserved to=missed cause=timer lasted=10s
         -> routing_decided caller1 billing a6 strategy=longest_idle waited=50s eligible=4
              candidates=a6:50s,a7:50s,a8:50s,a9:50s missed=4 rang_before=1
         -> offer_made o6 caller1 a6 billing expires_at=1m waited=50s
         -> agent_state_changed a6 from=ready to=reserved caller1 cause=routing lasted=50s
at 60s   tick
         -> offer_ended o6 caller1 a6 end=expired rang=10s
         -> agent_state_changed a6 from=reserved to=missed cause=timer lasted=10s
         -> routing_decided caller1 billing a7 strategy=longest_idle waited=1m eligible=3
              candidates=a7:1m,a8:1m,a9:1m missed=5 rang_before=1
         -> offer_made o7 caller1 a7 billing expires_at=1m10s waited=1m
         -> agent_state_changed a7 from=ready to=reserved caller1 cause=routing lasted=1m
at 70s   tick
         -> offer_ended o7 caller1 a7 end=expired rang=10s
         -> agent_state_changed a7 from=reserved to=missed cause=timer lasted=10s
         -> routing_decided caller1 billing a8 strategy=longest_idle waited=1m10s eligible=2
              candidates=a8:1m10s,a9:1m10s missed=6 rang_before=1
         -> offer_made o8 caller1 a8 billing expires_at=1m20s waited=1m10s
         -> agent_state_changed a8 from=ready to=reserved caller1 cause=routing lasted=1m10s
at 80s   tick
         -> offer_ended o8 caller1 a8 end=expired rang=10s
         -> agent_state_changed a8 from=reserved to=missed cause=timer lasted=10s
         -> routing_decided caller1 billing a9 strategy=longest_idle waited=1m20s eligible=1
              candidates=a9:1m20s missed=7 rang_before=1
         -> offer_made o9 caller1 a9 billing expires_at=1m30s waited=1m20s
         -> agent_state_changed a9 from=ready to=reserved caller1 cause=routing lasted=1m20s
at 90s   tick
         -> offer_ended o9 caller1 a9 end=expired rang=10s
         -> agent_state_changed a9 from=reserved to=missed cause=timer lasted=10s
         -> routing_decided caller1 billing a1 strategy=longest_idle waited=1m30s eligible=1
              candidates=a1:1m19s missed=8
         -> offer_made o10 caller1 a1 billing expires_at=1m40s waited=1m30s
         -> agent_state_changed a1 from=ready to=reserved caller1 cause=routing lasted=1m19s
at 91s   leg_answered a1
         -> offer_accepted o10 caller1 a1 rang=1s
         -> contact_connected caller1 a1 billing waited=1m31s total_waited=1m31s target=20s
              first=yes
         -> agent_state_changed a1 from=reserved to=talking caller1 cause=device lasted=1s
