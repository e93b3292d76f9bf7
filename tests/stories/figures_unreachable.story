# Ana's phone is gone for ten seconds of her forty, Ben's never: of the time that both were signed
# in a fault took 10 s of 80 s. Those are no connected time.

queue billing wrap_up=10s campaign=care
agent ana ready team=red site=home
agent ben ready team=red site=centre

at 20s   devices ana 0
         -> agent_devices_changed ana
         -> agent_state_changed ana from=ready to=unreachable cause=device lasted=20s
at 30s   devices ana 1
         -> agent_devices_changed ana devices=1
         -> agent_state_changed ana from=unreachable to=ready cause=device lasted=10s
at 40s   figures agent unreachable connected_time
         -> agent:ana unreachable=10s/40s connected_time=30s
         -> agent:ben unreachable=0s/40s connected_time=40s
and      figures team unreachable connected_time
         -> team:red unreachable=10s/1m20s connected_time=1m10s
and      figures site unreachable
         -> site:home unreachable=10s/40s
         -> site:centre unreachable=0s/40s
and      figures place unreachable
         -> place:home unreachable=10s/40s
         -> place:on_site unreachable=0s/40s
