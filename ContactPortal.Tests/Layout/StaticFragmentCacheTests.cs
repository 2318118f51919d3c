using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Layout;
using ContactPortal.Domain.Text;
using ContactPortal.Tests.Architecture;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Layout;

public sealed partial class StaticFragmentCacheTests : IAsyncLifetime
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;
    private readonly ServiceProvider services =
        new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationManager()).AddLayout().BuildServiceProvider();

    private StaticFragmentCache Still => services.GetRequiredService<StaticFragmentCache>();

    public async ValueTask InitializeAsync() => await Still.StartAsync(TestContext.Current.CancellationToken);

    [Fact]
    public void Components_AfterTheStart_AreThereInEveryLanguage()
    {
        foreach (var language in Languages.All)
        {
            CultureInfo.CurrentUICulture = language;
            Assert.Contains(HtmlEncoder.Default.Encode(ContactsTexts.HelpRight), Still.Render<HelpPanel>().Value, StringComparison.Ordinal);
            Assert.Contains(
                HtmlEncoder.Default.Encode(LayoutTexts.Accessibility), Still.Render<PortalFooter>().Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Components_ThatPagesShow_AreAllRenderedAtTheStart()
    {
        CultureInfo.CurrentUICulture = Languages.Danish;
        var shown = Sources.Ending(".razor")
            .SelectMany(file => Shown().Matches(file.Text)).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(shown);
        foreach (var component in typeof(StaticFragmentCache).Assembly.GetTypes().Where(type => shown.Contains(type.Name)))
            Assert.IsType<MarkupString>(
                typeof(StaticFragmentCache).GetMethod(nameof(StaticFragmentCache.Render))!.MakeGenericMethod(component).Invoke(Still, []));
    }

    [Fact]
    public void Component_AskedForTwice_IsTheSameText() =>
        Assert.Same(Still.Render<AppearanceChoice>().Value, Still.Render<AppearanceChoice>().Value);

    [Fact]
    public void Component_InEachLanguage_IsInThatLanguage()
    {
        foreach (var language in Languages.All)
        {
            CultureInfo.CurrentUICulture = language;
            Assert.Contains(
                $">{HtmlEncoder.Default.Encode(LayoutTexts.AppearanceDark)}<", Still.Render<AppearanceChoice>().Value,
                StringComparison.Ordinal);
        }
    }

    public ValueTask DisposeAsync()
    {
        CultureInfo.CurrentUICulture = before;
        return services.DisposeAsync();
    }

    [GeneratedRegex(@"\bFragments\.Render<(\w+)>")]
    private static partial Regex Shown();
}
