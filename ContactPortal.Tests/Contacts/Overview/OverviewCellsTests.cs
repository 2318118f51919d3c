using Bunit;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Tests.Contacts;

public sealed class OverviewCellsTests : BunitContext
{
    [Fact]
    public void Initial_OfAType_ShowsItsInitialAndNamesItInFull()
    {
        DeliveryType type = new("RAADIGHED", "Rådighedsdata", 2);
        var button = Render(heading => heading.AddContent(0, OverviewCells.Initial(type))).Find("button");
        Assert.Equal("R", button.QuerySelector("[aria-hidden=true]")!.TextContent);
        Assert.Equal("Rådighedsdata", button.QuerySelector(".visually-hidden")!.TextContent);
        Assert.Equal(OverviewCells.TooltipId(type), button.GetAttribute("aria-describedby"));
        Assert.Equal(OverviewCells.TooltipId(type), button.GetAttribute("data-tooltip"));
        Assert.False(button.HasAttribute("title"));
    }
}
