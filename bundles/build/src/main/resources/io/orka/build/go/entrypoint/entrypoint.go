// Command entrypoint finds the entrypoint in the Go files of a plugin and prints the entrypoint as JSON. If the plugin
// has its own func main, the command also writes copies of its files in which that function has another name, so that
// the generated main can be added.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

const (
	sdkName     = "orka-plugin-sdk"
	renamedMain = "orkaRenamedMain"
)

// found is the result for the host.
type found struct {
	Problem string            `json:"problem"` // "package", "parse", "none" or empty
	Text    string            `json:"text"`    // the description of the problem
	Symbol  string            `json:"symbol"`
	Form    string            `json:"form"`  // "rpc", "context" or "plain"
	Sdk     string            `json:"sdk"`   // the import path of the SDK
	Close   string            `json:"close"` // "plain", "error" or empty
	Hint    string            `json:"hint"`  // a hint for the author
	Renamed map[string]string `json:"renamed"`
}

func main() {
	directory, output := os.Args[1], os.Args[2]
	result := look(directory, output)
	json.NewEncoder(os.Stdout).Encode(result)
}

func look(directory, output string) found {
	files, problem := goFiles(directory)
	if problem != nil {
		return *problem
	}
	p := plugin{fset: token.NewFileSet(), directory: directory, types: map[string]typeIn{}}
	for _, name := range files {
		source, err := os.ReadFile(filepath.Join(directory, name))
		if err != nil {
			return found{Problem: "parse", Text: err.Error()}
		}
		tree, err := parser.ParseFile(p.fset, name, source, parser.SkipObjectResolution)
		if err != nil {
			return found{Problem: "parse", Text: firstLine(err.Error())}
		}
		if tree.Name.Name != "main" {
			return found{Problem: "package", Text: "the package is " + tree.Name.Name + ", not main (" + name + ")"}
		}
		p.files = append(p.files, file{name, source, tree})
	}
	result := p.entrypoint()
	if result.Problem == "" {
		renamed, err := p.renameMain(output)
		if err != nil {
			return found{Problem: "parse", Text: err.Error()}
		}
		result.Renamed = renamed
		result.Close, result.Hint = p.closing()
	}
	return result
}

// goFiles returns the files that are compiled on this system, without tests and files excluded by build constraints.
func goFiles(directory string) ([]string, *found) {
	context := build.Default
	all, err := context.ImportDir(directory, 0)
	if all == nil || len(all.GoFiles)+len(all.CgoFiles) == 0 {
		text := "there are no Go files in the plugin's directory"
		if err != nil && !strings.Contains(err.Error(), "no Go files") && !strings.Contains(err.Error(), "no buildable") {
			text = firstLine(err.Error())
		}
		return nil, &found{Problem: "package", Text: text}
	}
	names := append(append([]string{}, all.GoFiles...), all.CgoFiles...)
	sort.Strings(names)
	return names, nil
}

type file struct {
	name   string
	source []byte
	tree   *ast.File
}

type typeIn struct {
	spec *ast.TypeSpec
	file file
}

type plugin struct {
	fset      *token.FileSet
	directory string
	files     []file
	types     map[string]typeIn
}

func (p *plugin) entrypoint() found {
	for _, f := range p.files {
		for _, declaration := range f.tree.Decls {
			if general, ok := declaration.(*ast.GenDecl); ok {
				for _, spec := range general.Specs {
					if t, ok := spec.(*ast.TypeSpec); ok {
						p.types[t.Name.Name] = typeIn{t, f}
					}
				}
			}
		}
	}
	var fallback *found
	var misses []string
	for _, f := range p.files {
		for _, declaration := range f.tree.Decls {
			if general, ok := declaration.(*ast.GenDecl); ok {
				misses = append(misses, p.variables(general)...)
			}
			function, ok := declaration.(*ast.FuncDecl)
			if !ok || !isNear(function.Name.Name) {
				continue
			}
			form, sdk := p.form(f, function)
			name := function.Name.Name
			switch {
			case name == "OrkaCall" && form == "rpc":
				return found{Symbol: name, Form: form, Sdk: sdk}
			case name == "CallMethod" && form != "":
				fallback = &found{Symbol: name, Form: form, Sdk: sdk}
			default:
				misses = append(misses, p.words(function))
			}
		}
	}
	if fallback != nil {
		return *fallback
	}
	text := "it exports neither OrkaCall nor CallMethod"
	if len(misses) > 0 {
		text = "none of its functions is an entrypoint; near misses: " + strings.Join(misses, "; ")
	}
	return found{Problem: "none", Text: text}
}

func isNear(name string) bool {
	return strings.EqualFold(name, "OrkaCall") || strings.EqualFold(name, "CallMethod")
}

// variables returns near misses: a variable of a function type is not a function.
func (p *plugin) variables(declaration *ast.GenDecl) []string {
	var near []string
	for _, spec := range declaration.Specs {
		if values, ok := spec.(*ast.ValueSpec); ok {
			for _, name := range values.Names {
				if isNear(name.Name) {
					near = append(near, "var "+name.Name+" in "+p.place(name.Pos())+", which must be a func")
				}
			}
		}
	}
	return near
}

// form returns the form of a function, or an empty string, and the import path of its SDK.
func (p *plugin) form(f file, function *ast.FuncDecl) (string, string) {
	if function.Recv != nil || function.Type.TypeParams != nil {
		return "", ""
	}
	parameters := p.kinds(f, function.Type.Params)
	results := p.kinds(f, function.Type.Results)
	sdk := ""
	for _, k := range append(append([]kind{}, parameters...), results...) {
		if k.sdk != "" {
			sdk = k.sdk
		}
	}
	switch shape(parameters) + " -> " + shape(results) {
	case "Request,*Response -> error":
		return "rpc", sdk
	case "Context,Request -> Response,error":
		return "context", sdk
	case "Request -> Response,error":
		return "plain", sdk
	}
	return "", ""
}

type kind struct {
	name string
	sdk  string
}

func shape(kinds []kind) string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return strings.Join(names, ",")
}

func (p *plugin) kinds(f file, fields *ast.FieldList) []kind {
	var kinds []kind
	if fields == nil {
		return kinds
	}
	for _, field := range fields.List {
		count := len(field.Names)
		if count == 0 {
			count = 1
		}
		for i := 0; i < count; i++ {
			kinds = append(kinds, p.kind(f, field.Type, 0))
		}
	}
	return kinds
}

// kind resolves a type by its syntax. The compiler checks the type later.
func (p *plugin) kind(f file, expression ast.Expr, depth int) kind {
	unknown := kind{name: "?"}
	if depth > 8 {
		return unknown
	}
	switch e := expression.(type) {
	case *ast.StarExpr:
		inner := p.kind(f, e.X, depth+1)
		return kind{"*" + inner.name, inner.sdk}
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			return imported(importOf(f, x.Name), e.Sel.Name)
		}
	case *ast.Ident:
		if t, ok := p.types[e.Name]; ok {
			if t.spec.Assign.IsValid() {
				return p.kind(t.file, t.spec.Type, depth+1)
			}
			return unknown
		}
		if e.Name == "error" {
			return kind{name: "error"}
		}
		for _, spec := range f.tree.Imports {
			if spec.Name != nil && spec.Name.Name == "." {
				if k := imported(importPath(spec), e.Name); k != unknown {
					return k
				}
			}
		}
	}
	return unknown
}

func imported(from, name string) kind {
	switch {
	case from == "context" && name == "Context":
		return kind{name: name}
	case strings.Contains(from, sdkName) && (name == "Request" || name == "Response"):
		return kind{name, from}
	}
	return kind{name: "?"}
}

// importOf finds an import by its name in the file. An import without an explicit name has the name of its package,
// which may differ from the last part of its path, as for the SDK.
func importOf(f file, name string) string {
	unnamed := ""
	for _, spec := range f.tree.Imports {
		from := importPath(spec)
		switch {
		case spec.Name != nil:
			if spec.Name.Name == name {
				return from
			}
		case path.Base(from) == name:
			return from
		case strings.Contains(from, sdkName):
			unnamed = from
		}
	}
	return unnamed
}

func importPath(spec *ast.ImportSpec) string {
	from, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return ""
	}
	return from
}

func (p *plugin) words(function *ast.FuncDecl) string {
	var text bytes.Buffer
	printer.Fprint(&text, p.fset, &ast.FuncDecl{Recv: function.Recv, Name: function.Name, Type: function.Type})
	return strings.Join(strings.Fields(text.String()), " ") + " in " + p.place(function.Name.Pos())
}

func (p *plugin) place(position token.Pos) string {
	at := p.fset.Position(position)
	return fmt.Sprintf("%s:%d", at.Filename, at.Line)
}

// renameMain writes copies of the files that declare or call the function main. Line numbers do not change.
func (p *plugin) renameMain(output string) (map[string]string, error) {
	renamed := map[string]string{}
	declared := false
	for _, f := range p.files {
		for _, declaration := range f.tree.Decls {
			if function, ok := declaration.(*ast.FuncDecl); ok && function.Recv == nil && function.Name.Name == "main" {
				declared = true
			}
		}
	}
	if !declared {
		return renamed, nil
	}
	for _, f := range p.files {
		places := mains(f.tree)
		if len(places) == 0 {
			continue
		}
		original := filepath.Join(p.directory, f.name)
		var copied bytes.Buffer
		fmt.Fprintf(&copied, "//line %s:1\n", original) // so that compiler messages name the plugin's own file
		from := 0
		for _, place := range places {
			at := p.fset.Position(place).Offset
			copied.Write(f.source[from:at])
			copied.WriteString(renamedMain)
			from = at + len("main")
		}
		copied.Write(f.source[from:])
		to := filepath.Join(output, f.name)
		if err := os.WriteFile(to, copied.Bytes(), 0o600); err != nil {
			return nil, err
		}
		renamed[original] = to
	}
	return renamed, nil
}

// mains returns the positions where the function main is declared or called, in order.
func mains(tree *ast.File) []token.Pos {
	var places []token.Pos
	ast.Inspect(tree, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "main" {
				places = append(places, n.Name.Pos())
			}
		case *ast.CallExpr:
			if called, ok := n.Fun.(*ast.Ident); ok && called.Name == "main" {
				places = append(places, called.Pos())
			}
		}
		return true
	})
	sort.Slice(places, func(i, j int) bool { return places[i] < places[j] })
	return places
}

func firstLine(text string) string {
	return strings.SplitN(text, "\n", 2)[0]
}
