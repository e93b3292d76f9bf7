# Ana has left the operation and Ben lacks the skill: a decision counts each once, and them apart.

show routing_decided
queue cards skills=cards:3
agent ana skills=cards:3
agent ben ready
agent carla ready skills=cards:3

at 10s   apply base_version=1
         + retire agent ana
         -> operation_applied version=2
at 20s   contact_arrives caller1 cards
         -> contact_arrived caller1 cards
         -> contact_queued caller1 cards by=arrival queued_at=20s
         -> routing_decided caller1 cards carla strategy=longest_idle eligible=1
              candidates=carla:20s not_skilled=1 retired=1
         -> offer_made o1 caller1 carla cards expires_at=40s
         -> agent_state_changed carla from=ready to=reserved caller1 cause=routing lasted=20s
