using Bunit;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Tests.Contacts;

public sealed class InitialHeadingTests : BunitContext
{
    [Fact]
    public void Heading_OfAType_ShowsItsInitialAndNamesItInFull()
    {
        DeliveryType type = new("RAADIGHED", "Rådighedsdata", 2);
        var button = Render<InitialHeading>(p => p.Add(h => h.Type, type)).Find("button");
        Assert.Equal("R", button.QuerySelector("[aria-hidden=true]")!.TextContent);
        Assert.Equal("Rådighedsdata", button.QuerySelector(".visually-hidden")!.TextContent);
        Assert.Equal(InitialHeading.TooltipId(type), button.GetAttribute("aria-describedby"));
        Assert.Equal(InitialHeading.TooltipId(type), button.GetAttribute("data-tooltip"));
        Assert.False(button.HasAttribute("title"));
    }
}
