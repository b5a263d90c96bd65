// Package plugin replaces github.com/orka-platform/orka-plugin-sdk if that module cannot be fetched. Its declarations
// have the names, types, tags and order of v0.1.0, so that literals without field names are compatible.
package plugin

type Request struct {
	Method string                 `json:"method"`
	Args   map[string]interface{} `json:"args"`
}

type Response struct {
	Success bool        `json:"success"`
	Data    interface{} `json:"data,omitempty"`
	Error   string      `json:"error,omitempty"`
}

type MethodArg struct {
	Type        string `json:"type"`
	Required    bool   `json:"required"`
	Description string `json:"description"`
}

type MethodDefinition struct {
	Name        string               `json:"name"`
	Description string               `json:"description"`
	Args        map[string]MethodArg `json:"args"`
	Returns     string               `json:"returns"`
}

type PluginDescriptor struct {
	Name        string             `json:"name"`
	Description string             `json:"description"`
	Methods     []MethodDefinition `json:"methods"`
}
