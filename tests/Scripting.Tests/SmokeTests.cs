namespace Lendflow.Scripting.Tests;

public sealed class SmokeTests
{
    [Theory]
    [InlineData("1+2", "3")]
    [InlineData("", "undefined")]
    [InlineData("return 7", "7")]
    [InlineData("({a:1,n:{b:[1,'x',true,null]}})", """{"a":1,"n":{"b":[1,"x",true,null]}}""")]
    [InlineData("let s=0; for (let i=0;i<10;i++) { if (i%2) continue; s+=i } s", "20")]
    [InlineData("const f=(a,{b=2,...r},[c,,d]=[3,4,5])=>[a,b,r,c,d]; f(1,{x:9})", """[1,2,{"x":9},3,5]""")]
    [InlineData("(async () => 'q')()", "\"q\"")]
    [InlineData("Promise.resolve('p')", "\"p\"")]
    [InlineData("`a${1+1}b${`x${2}`}`", "\"a2bx2\"")]
    [InlineData("const fs=[]; for (let i=0;i<3;i++) fs.push(()=>i); fs.map(f=>f())", "[0,1,2]")]
    [InlineData("class A{#p=1;static s=5;constructor(x){this.x=x} get y(){return this.x+this.#p} m(){return 'A'}} class B extends A{constructor(){super(4)} m(){return super.m()+'B'}} const b=new B; [b.x,b.y,b.m(),A.s,b instanceof A]", """[4,5,"AB",5,true]""")]
    [InlineData("try { null.x } catch (e) { e.message }", "\"Cannot read properties of null (reading 'x')\"")]
    [InlineData("[3,1,2].sort().concat([...({a:null}).a?.b ?? 'xy'])", "[1,2,3,\"x\",\"y\"]")]
    [InlineData("JSON.stringify({a:[1,{b:2}],c:undefined,d:new Date(0)},null,1)", "\"{\\n \\\"a\\\": [\\n  1,\\n  {\\n   \\\"b\\\": 2\\n  }\\n ],\\n \\\"d\\\": \\\"1970-01-01T00:00:00.000Z\\\"\\n}\"")]
    [InlineData("function fib(n){return n<2?n:fib(n-1)+fib(n-2)} fib(20)", "6765")]
    [InlineData("outer: for (const a of [1,2,3]) { for (const b of [1,2]) { if (b==2) continue outer; if (a==3) break outer; a*10 } }", "undefined")]
    [InlineData("new Date().toISOString()", "\"2026-03-09T10:30:15.250Z\"")]
    [InlineData("0.1+0.2", "0.30000000000000004")]
    [InlineData("[1e21, 1e-7, 123456789012345680000, -0, 5e-324]+''", "\"1e+21,1e-7,123456789012345680000,0,5e-324\"")]
    [InlineData("switch(3){case 1: 'a'; default: 'd'; case 2: 'b'; break; case 4: 'c'}", "\"b\"")]
    [InlineData("var a=1; { function g(){return a} } let {x:{y=3}={}}={}; [y, typeof zzz, typeof Math.max]", "[3,\"undefined\",\"function\"]")]
    [InlineData("const m=new Map([['a',1]]); m.set('b',2); [...m].map(([k,v])=>k+v).join()", "\"a1,b2\"")]
    public void Scripts_give_what_the_language_says(string source, string expected) => Js.Json(source).Should().Be(expected);
}
