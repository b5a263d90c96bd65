// The host starts the plugin, calls it from many goroutines, and prints the times of each turn.
//
//	host PLUGIN PROTOCOL load ITERATIONS MILLIS CALLERS...   prints lines: callers, p50 in nanoseconds, calls per second
//	host PLUGIN PROTOCOL start TIMES                         prints lines: nanoseconds to the first response
package main

import (
	"encoding/gob"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"

	"orka.invalid/hashicorp/answer"
)

const (
	warmUps       = 3
	warmUpCallers = 16
)

func main() {
	gob.Register(map[string]any{})
	program, flavour := os.Args[1], os.Args[2]
	if os.Args[3] == "start" {
		for i := 0; i < number(os.Args[4]); i++ {
			begin := time.Now()
			client, plugin := start(program, flavour)
			call(plugin)
			fmt.Println(time.Since(begin).Nanoseconds())
			client.Kill()
		}
		return
	}
	client, plugin := start(program, flavour)
	defer client.Kill()
	iterations, long := number(os.Args[4]), time.Duration(number(os.Args[5]))*time.Millisecond
	for i := 0; i < warmUps; i++ {
		load(plugin, warmUpCallers, long)
	}
	for _, text := range os.Args[6:] {
		callers := number(text)
		for i := 0; i < iterations; i++ {
			middle, rate := load(plugin, callers, long)
			fmt.Println(callers, middle, rate)
		}
	}
}

func start(program, flavour string) (*goplugin.Client, answer.Plugin) {
	client := goplugin.NewClient(&goplugin.ClientConfig{
		HandshakeConfig:  answer.Handshake,
		Plugins:          answer.Plugins(flavour, nil),
		Cmd:              exec.Command(program, flavour),
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolNetRPC, goplugin.ProtocolGRPC},
		Logger:           hclog.NewNullLogger(),
	})
	protocol, err := client.Client()
	check(err)
	plugin, err := protocol.Dispense(answer.Name)
	check(err)
	return client, plugin.(answer.Plugin)
}

// load calls for the given time from the given number of goroutines, each of which waits for its response. It returns
// the median time of a call in nanoseconds, and the number of responses per second.
func load(plugin answer.Plugin, callers int, long time.Duration) (middle int64, rate float64) {
	took := make([][]int64, callers)
	var all sync.WaitGroup
	begin := time.Now()
	for i := range took {
		all.Add(1)
		go func() {
			defer all.Done()
			mine := make([]int64, 0, 1<<10)
			for last := begin; last.Sub(begin) < long || len(mine) == 0; {
				call(plugin)
				now := time.Now()
				mine = append(mine, now.Sub(last).Nanoseconds())
				last = now
			}
			took[i] = mine
		}()
	}
	all.Wait()
	elapsed := time.Since(begin)
	calls := slices.Concat(took...)
	slices.Sort(calls)
	return calls[len(calls)/2], float64(len(calls)) / elapsed.Seconds()
}

func call(plugin answer.Plugin) {
	response, err := plugin.Call(answer.Request{Method: "HelloWorld", Args: map[string]any{"name": "Ada"}})
	check(err)
	if data := response.Data.(map[string]any); data["message"] != "Hello, Ada!" {
		panic(fmt.Sprint("it answered ", response))
	}
}

func number(text string) int {
	number, err := strconv.Atoi(text)
	check(err)
	return number
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
