# Longest idle: whoever has been free for the longest is next. Carla and Ben became ready in the
# same instant, and then the lower id is first: Ben.

show routing_decided
queue billing strategy=longest_idle
agent ana devices=1
agent ben ready
agent carla ready

at 1s    sign_in_agent ana
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=1s
at 2s    set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana lasted=1s
at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> routing_decided caller1 billing ben strategy=longest_idle eligible=3
              candidates=ben:10s,carla:10s,ana:8s
         -> offer_made o1 caller1 ben billing expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=10s
at 11s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=11s
         -> routing_decided caller2 billing carla strategy=longest_idle eligible=2
              candidates=carla:11s,ana:9s on_contact=1
         -> offer_made o2 caller2 carla billing expires_at=31s
         -> agent_state_changed carla from=ready to=reserved caller2 cause=routing lasted=11s
at 12s   contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=12s
         -> routing_decided caller3 billing ana strategy=longest_idle eligible=1 candidates=ana:10s
              on_contact=2
         -> offer_made o3 caller3 ana billing expires_at=32s
         -> agent_state_changed ana from=ready to=reserved caller3 cause=routing lasted=10s
