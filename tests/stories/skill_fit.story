# Skill fit: the contact goes to whoever is best at what the queue asks for, however short they have
# been free. Among equals the longest idle is first.

show routing_decided
queue billing strategy=skill_fit skills=spanish:1,cards:1
agent ana ready skills=spanish:5,cards:2
agent ben ready skills=spanish:5,cards:5
agent carla ready skills=spanish:8,cards:2

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> routing_decided caller1 billing ben strategy=skill_fit eligible=3
              candidates=ben:10,carla:10,ana:7
         -> offer_made o1 caller1 ben billing expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=10s
at 11s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=11s
         -> routing_decided caller2 billing carla strategy=skill_fit eligible=2
              candidates=carla:10,ana:7 on_contact=1
         -> offer_made o2 caller2 carla billing expires_at=31s
         -> agent_state_changed carla from=ready to=reserved caller2 cause=routing lasted=11s
at 12s   contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=12s
         -> routing_decided caller3 billing ana strategy=skill_fit eligible=1 candidates=ana:7
              on_contact=2
         -> offer_made o3 caller3 ana billing expires_at=32s
         -> agent_state_changed ana from=ready to=reserved caller3 cause=routing lasted=12s
