# On a break a device may come and go: the break stays a break. Only at its end does it matter
# whether there is one.

queue billing
agent ana ready

at 10s   request_break ana meal
         -> agent_state_changed ana from=ready to=break break_kind=meal cause=agent by=ana
              lasted=10s
at 20s   devices ana 0
         -> agent_devices_changed ana
at 30m   end_break ana
         -> agent_state_changed ana from=break to=unreachable cause=agent by=ana lasted=29m50s
at 31m   devices ana 2
         -> agent_devices_changed ana devices=2
         -> agent_state_changed ana from=unreachable to=ready cause=device lasted=1m
at 32m   devices ana 1
         -> agent_devices_changed ana devices=1
