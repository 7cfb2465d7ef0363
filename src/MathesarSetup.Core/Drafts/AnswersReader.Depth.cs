using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MathesarSetup.Drafts;

internal sealed partial class AnswersReader
{
    // Passes over a node with all that it holds.
    private void Skip(IParser parser)
    {
        var depth = 0;
        do
        {
            // A file that breaks off within the node has no end of it.
            if (parser.Current is not { } current)
            {
                return;
            }

            depth += current.NestingIncrease;
            if (depth > Deepest)
            {
                TooDeep(current);
            }

            parser.MoveNext();
        }
        while (depth > 0);
    }

    // Going on would be slow: the parser's time grows with the square of the depth.
    private void TooDeep(ParsingEvent at)
    {
        Add(YamlFinding.TooDeep.At(), Line(at));
        throw new ReadingLog.Full();
    }
}
