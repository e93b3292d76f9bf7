# A queue asks for a level of a skill. Ana's is one too low and Ben has none: they are no members,
# however long the contact waits. Carla has just what is asked for.

show routing_decided
queue cards skills=cards:3
agent ana ready skills=cards:2
agent ben ready
agent carla devices=1 skills=cards:3

at 10s   contact_arrives caller1 cards
         -> contact_arrived caller1 cards
         -> contact_queued caller1 cards by=arrival queued_at=10s
at 60s   sign_in_agent carla
         -> agent_state_changed carla from=offline to=off_phone_work cause=agent by=carla lasted=1m
at 61s   set_ready carla
         -> agent_state_changed carla from=off_phone_work to=ready cause=agent by=carla lasted=1s
         -> routing_decided caller1 cards carla strategy=longest_idle waited=51s eligible=1
              candidates=carla:0s not_skilled=2
         -> offer_made o1 caller1 carla cards expires_at=1m21s waited=51s
         -> agent_state_changed carla from=ready to=reserved caller1 cause=routing
