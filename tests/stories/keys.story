# A command with an idempotency key is carried out once. Its repetition gives the first answer and
# changes nothing; the same key with another command is refused. After a day the key is forgotten.

show key_used
queue billing
agent ana devices=1

at 1s    sign_in_agent ana key=k1
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=1s
         -> key_used ana events=1 expires_at=24h1s
at 2s    sign_in_agent ana key=k1
at 3s    sign_out_agent ana key=k1
         !! key_reused
at 4s    sign_in_agent ana key=k2
         !! agent_already_signed_in
at 5s    sign_out_agent ana key=k2
         -> agent_state_changed ana from=off_phone_work to=offline cause=agent by=ana lasted=4s
         -> key_used ana events=1 expires_at=24h5s
at 24h2s sign_in_agent ana key=k1
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana
              lasted=23h59m57s
         -> key_used ana events=1 expires_at=48h2s
