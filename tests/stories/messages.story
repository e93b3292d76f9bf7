# A message waits for each of its agents until they have read it, also for who is not signed in. Who
# has fifty of them gets no more; it is refused when that is all it is for.

queue billing
agent ana ready
agent ben
user boss

at 1s    send_message boss 1 ana ben ana urgent=yes
         -> message_sent message=1 ana by=boss urgent=yes
         -> message_sent message=1 ben by=boss urgent=yes
at 2s    read_message ben 1
         -> message_read message=1 ben
at 3s    read_message ben 1
         !! message_not_found
at 4s    read_message nobody 1
         !! agent_not_found
at 5s    send_message boss 2 nobody
         !! agent_not_found
at 6s    send_message boss 2
         !! agent_not_found
at 7s   send_message boss 3 ana
         -> message_sent message=3 ana by=boss
at 8s   send_message boss 4 ana
         -> message_sent message=4 ana by=boss
at 9s   send_message boss 5 ana
         -> message_sent message=5 ana by=boss
at 10s   send_message boss 6 ana
         -> message_sent message=6 ana by=boss
at 11s   send_message boss 7 ana
         -> message_sent message=7 ana by=boss
at 12s   send_message boss 8 ana
         -> message_sent message=8 ana by=boss
at 13s   send_message boss 9 ana
         -> message_sent message=9 ana by=boss
at 14s   send_message boss 10 ana
         -> message_sent message=10 ana by=boss
at 15s   send_message boss 11 ana
         -> message_sent message=11 ana by=boss
at 16s   send_message boss 12 ana
         -> message_sent message=12 ana by=boss
at 17s   send_message boss 13 ana
         -> message_sent message=13 ana by=boss
at 18s   send_message boss 14 ana
         -> message_sent message=14 ana by=boss
at 19s   send_message boss 15 ana
         -> message_sent message=15 ana by=boss
at 20s   send_message boss 16 ana
         -> message_sent message=16 ana by=boss
at 21s   send_message boss 17 ana
         -> message_sent message=17 ana by=boss
at 22s   send_message boss 18 ana
         -> message_sent message=18 ana by=boss
at 23s   send_message boss 19 ana
         -> message_sent message=19 ana by=boss
at 24s   send_message boss 20 ana
         -> message_sent message=20 ana by=boss
at 25s   send_message boss 21 ana
         -> message_sent message=21 ana by=boss
at 26s   send_message boss 22 ana
         -> message_sent message=22 ana by=boss
at 27s   send_message boss 23 ana
         -> message_sent message=23 ana by=boss
at 28s   send_message boss 24 ana
         -> message_sent message=24 ana by=boss
at 29s   send_message boss 25 ana
         -> message_sent message=25 ana by=boss
at 30s   send_message boss 26 ana
         -> message_sent message=26 ana by=boss
at 31s   send_message boss 27 ana
         -> message_sent message=27 ana by=boss
at 32s   send_message boss 28 ana
         -> message_sent message=28 ana by=boss
at 33s   send_message boss 29 ana
         -> message_sent message=29 ana by=boss
at 34s   send_message boss 30 ana
         -> message_sent message=30 ana by=boss
at 35s   send_message boss 31 ana
         -> message_sent message=31 ana by=boss
at 36s   send_message boss 32 ana
         -> message_sent message=32 ana by=boss
at 37s   send_message boss 33 ana
         -> message_sent message=33 ana by=boss
at 38s   send_message boss 34 ana
         -> message_sent message=34 ana by=boss
at 39s   send_message boss 35 ana
         -> message_sent message=35 ana by=boss
at 40s   send_message boss 36 ana
         -> message_sent message=36 ana by=boss
at 41s   send_message boss 37 ana
         -> message_sent message=37 ana by=boss
at 42s   send_message boss 38 ana
         -> message_sent message=38 ana by=boss
at 43s   send_message boss 39 ana
         -> message_sent message=39 ana by=boss
at 44s   send_message boss 40 ana
         -> message_sent message=40 ana by=boss
at 45s   send_message boss 41 ana
         -> message_sent message=41 ana by=boss
at 46s   send_message boss 42 ana
         -> message_sent message=42 ana by=boss
at 47s   send_message boss 43 ana
         -> message_sent message=43 ana by=boss
at 48s   send_message boss 44 ana
         -> message_sent message=44 ana by=boss
at 49s   send_message boss 45 ana
         -> message_sent message=45 ana by=boss
at 50s   send_message boss 46 ana
         -> message_sent message=46 ana by=boss
at 51s   send_message boss 47 ana
         -> message_sent message=47 ana by=boss
at 52s   send_message boss 48 ana
         -> message_sent message=48 ana by=boss
at 53s   send_message boss 49 ana
         -> message_sent message=49 ana by=boss
at 54s   send_message boss 50 ana
         -> message_sent message=50 ana by=boss
at 55s   send_message boss 51 ana
         -> message_sent message=51 ana by=boss
at 60s   send_message boss 52 ana ben
         -> message_sent message=52 ben by=boss
at 61s   send_message boss 53 ana
         !! messages_full
at 62s   read_message ana 20
         -> message_read message=20 ana
at 63s   send_message boss 53 ana
         -> message_sent message=53 ana by=boss
