"""Runs a command on a terminal that is closed after some seconds, and prints its exit code: closed_terminal.py CONTROLLING SECONDS COMMAND..."""
import os, pty, select, sys, time

controlling, seconds, command = sys.argv[1] == 'yes', float(sys.argv[2]), sys.argv[3:]
master, slave = pty.openpty()
ready, starts = os.pipe()  # closed by exec: the command has its terminal then
child = os.fork()
if child == 0:
    os.setsid()
    os.close(master)
    if controlling:
        os.close(os.open(os.ttyname(slave), os.O_RDWR))
    for descriptor in (0, 1, 2):
        os.dup2(slave, descriptor)
    os.execvp(command[0], command)
os.close(slave)
os.close(starts)
os.read(ready, 1)
end = time.time() + seconds
while time.time() < end:
    if select.select([master], [], [], 0.01)[0]:
        try:
            os.read(master, 65536)
        except OSError:
            break
os.close(master)
status = os.waitpid(child, 0)[1]
print(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
