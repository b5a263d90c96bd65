package main

import "go/ast"

// closing finds the function that is called before the process ends. It returns "plain" for a function without results,
// "error" for a function that returns an error, and a hint if OrkaClose has another signature.
func (p *plugin) closing() (form, hint string) {
	for _, f := range p.files {
		for _, declaration := range f.tree.Decls {
			function, ok := declaration.(*ast.FuncDecl)
			if !ok || function.Recv != nil || function.Name.Name != "OrkaClose" {
				continue
			}
			parameters, results := p.kinds(f, function.Type.Params), shape(p.kinds(f, function.Type.Results))
			switch {
			case function.Type.TypeParams == nil && len(parameters) == 0 && results == "":
				return "plain", ""
			case function.Type.TypeParams == nil && len(parameters) == 0 && results == "error":
				return "error", ""
			}
			return "", p.words(function) + " is not called: it must be func OrkaClose() or func OrkaClose() error"
		}
	}
	return "", ""
}
