# A user may use 50,000 idempotency keys in a day, so that nobody fills the memory with them. When
# the day is over there is room again, even if nobody has used a key in between.

queue billing
agent ana

at 1s    use_keys ana 50000
at 2s    sign_in_agent ana key=one_more
         !! too_many_keys
at 24h1s sign_in_agent ana key=one_more
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=24h1s
