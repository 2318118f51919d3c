using Bunit;
using ContactPortal.Blazor.Rights;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Rights;

/// <summary>A decision that needs a reason asks for it inline, at its button.</summary>
public sealed class ReasonButtonTests : ComponentTest
{
    private readonly List<string> given = [];

    [Fact]
    public void Button_Pressed_AsksForTheReasonInAFieldThatHasTheFocus()
    {
        var button = Button();
        button.Find("button").Click();
        var label = button.Find("label");
        Assert.Equal("Hvorfor afvises Ali?", label.TextContent);
        var input = button.Find($"#{label.GetAttribute("for")}");
        Assert.Equal("true", input.GetAttribute("aria-required"));
        Assert.Equal(input.Id, JSInterop.VerifyInvoke("portal.focus").Arguments.Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void NoReason_Confirmed_IsAskedForAtTheField(string reason)
    {
        var button = Button();
        button.Find("button").Click();
        button.Find("input").Input(reason);
        button.Find("form").Submit();
        var input = button.Find("input");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("Skriv en begrundelse på højst 500 tegn.", button.Find($"#{input.GetAttribute("aria-describedby")}").TextContent);
        Assert.Empty(given);
    }

    [Fact]
    public void ReasonOfTheGreatestLength_IsGivenAndALongerOneAskedForAnew()
    {
        var button = Button();
        button.Find("button").Click();
        button.Find("input").Input(new string('x', RightsService.LongestReason + 1));
        button.Find("form").Submit();
        Assert.Empty(given);
        button.Find("input").Input(new string('x', RightsService.LongestReason));
        button.Find("form").Submit();
        Assert.Single(given);
    }

    [Fact]
    public void Reason_Given_IsHandedOverAndTheFieldGone()
    {
        var button = Button();
        button.Find("button").Click();
        button.Find("input").Input("Fordi");
        button.Find("form").Submit();
        Assert.Equal(["Fordi"], given);
        Assert.Empty(button.FindAll("input"));
    }

    [Fact]
    public void WhoeverGoesBack_GivesNothingAndIsAtTheButtonAgain()
    {
        var button = Button();
        button.Find("button").Click();
        button.Find("input").Input("Fordi");
        button.FindAll("button").Single(b => b.TextContent == "Annuller").Click();
        Assert.Empty(given);
        Assert.Equal("Afvis Ali", button.Find("button").TextContent);
        Assert.Equal(button.Find("button").Id, JSInterop.VerifyInvoke("portal.focus", 2)[1].Arguments.Single());

        // The field is empty the next time.
        button.Find("button").Click();
        Assert.Equal("", button.Find("input").GetAttribute("value") ?? "");
    }

    private IRenderedComponent<ReasonButton> Button() => Render<ReasonButton>(button => button
        .Add(b => b.Text, "Afvis Ali")
        .Add(b => b.Question, "Hvorfor afvises Ali?")
        .Add(b => b.Given, given.Add));
}
