"""The neighbours: outside government systems. One folder each with a protocol, a simulator and an HTTP implementation.

The simulators are the only stand-ins of this project. Everything they touch is marked 演示.
"""
