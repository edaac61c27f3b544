// Package chans sends values between goroutines.
//
// # Usage
//
// Open a channel and send a value:
//
//	c := Open()
//	c.Send the value
//
// See [Sender.Send] and [the guide] for more.
//
// [the guide]: https://e.com
package chans

//go:generate stringer -type=Pill
//nolint:errcheck // The error does not matter here.

// Deprecated: Use Open instead of this.
func A() {} // The door is opened.
// +build linux
