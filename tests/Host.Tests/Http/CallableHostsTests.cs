using System.Net;
using Lendflow.Host.Http;

namespace Lendflow.Host.Tests.Http;

public sealed class CallableHostsTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void An_address_of_the_internet_is_public(string address) => PublicAddresses.Contain(IPAddress.Parse(address)).Should().BeTrue();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.100.100.200")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("fc00::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("2002:a00:1::")]
    [InlineData("2001:0:1::")]
    [InlineData("fd00:ec2::254")]
    public void An_address_of_an_inside_is_not(string address) => PublicAddresses.Contain(IPAddress.Parse(address)).Should().BeFalse();

    [Theory]
    [InlineData("core bank lan:x")]
    [InlineData("host:0")]
    [InlineData("http://host")]
    [InlineData("*.")]
    public void What_is_no_list_of_hosts_is_refused_at_the_start(string list)
    {
        var parse = () => CallableHosts.Parse(list);

        parse.Should().Throw<ArgumentException>().WithMessage("Expected LENDFLOW_HTTP_HOSTS to be a list*");
    }

    [Fact]
    public void Names_ports_wildcards_and_addresses_are_a_list() => CallableHosts.Parse("*;core.bank.lan:8443, *.partner.example 10.0.0.1:80;[fd00::1]:443;fd00::2").Should().NotBeNull();
}
