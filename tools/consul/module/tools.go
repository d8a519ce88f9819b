//go:build tools

// Package consul pins the Consul that the tests build and run.
package consul

import _ "github.com/hashicorp/consul"
