// Package sdk is what the host and its plugin share.
package sdk

// Request is what a plugin is asked.
type Request struct {
	Method string
	Args   map[string]any
}

// Response is what it answers.
type Response struct {
	Success bool
	Error   string
	Data    any
}
