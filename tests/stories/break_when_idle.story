# A break of an idle agent begins at once and ends by command. Another kind asked for on the break
# changes its kind, and asking twice for the same does no harm.

queue billing
agent ana ready

at 10s   request_break ana rest
         -> agent_state_changed ana from=ready to=break break_kind=rest cause=agent by=ana
              lasted=10s
at 12s   request_break ana rest
at 5m    request_break ana meal
         -> agent_state_changed ana from=break to=break break_kind=meal cause=agent by=ana
              lasted=4m50s
at 30m   end_break ana
         -> agent_state_changed ana from=break to=ready cause=agent by=ana lasted=25m
at 31m   end_break ana
         !! not_on_break
